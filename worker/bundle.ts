import { createRequire } from 'node:module';
import type { BundleOptions } from '@temporalio/worker';

type Configuration = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];

export interface DuecourseBundle {
  /** Modules whose state all cases share, loaded once: your machines and the workflow file itself. They must keep no state of their own. */
  readonly preload?: readonly string[];
  /** Compile-time constants of the workflow bundle: name → JavaScript expression. */
  readonly constants?: { readonly [name: string]: string };
}

/**
 * Bundler options under which a case costs what a hand-written workflow costs: XState's production build,
 * machines loaded once for all cases. Spread them into `workflowBundle` options or `Worker.create({ bundlerOptions })`.
 *
 * Never set `"sideEffects": false` in the package that owns a preloaded module: webpack would drop the preloading without a word.
 */
export function bundleOptions({
  preload = [],
  constants,
}: DuecourseBundle = {}): Pick<BundleOptions, 'webpackConfigHook' | 'preloadModules'> {
  return {
    ...(preload.length > 0 && { preloadModules: [...preload] }),
    webpackConfigHook: config => withConstants(production(config), constants),
  };
}

/** The bundler runs webpack in development mode, which would choose XState's development build. */
function production(config: Configuration): Configuration {
  return {
    ...config,
    resolve: {
      ...config.resolve,
      byDependency: {
        ...config.resolve?.byDependency,
        esm: { conditionNames: ['webpack', 'production', 'module', 'import'] },
        commonjs: { conditionNames: ['webpack', 'production', 'module', 'require'] },
      },
    },
  };
}

function withConstants(config: Configuration, constants: DuecourseBundle['constants']): Configuration {
  if (!constants) return config;
  const { DefinePlugin } = createRequire(require.resolve('@temporalio/worker'))('webpack') as {
    DefinePlugin: new (definitions: object) => never;
  };
  return { ...config, plugins: [...(config.plugins ?? []), new DefinePlugin(constants)] };
}
