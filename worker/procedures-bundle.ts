import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { z } from 'zod';
import { catalogue } from '../machines/catalogue';
import type { BundledRules } from '../workflows/rules';
import { bundleOptions } from './bundle';

/**
 * The workflow bundle of the house: every procedure preloaded once for all cases, their event rules as a constant.
 * `workflowsPath` is another file that exports the house's workflow by default.
 */
export function bundleProcedures(
  workflowsPath: string = require.resolve('../workflows/procedures'),
): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath,
    logger: new DefaultLogger('WARN'),
    ...bundleOptions({ preload: [workflowsPath], constants: { DUECOURSE_RULES: expressionOf(bundledRules()) } }),
  });
}

/** The rules as an expression in which what many procedures take stands once. */
function expressionOf(rules: BundledRules): string {
  const once: string[] = [];
  const placeOf = (text: string): string => {
    const known = once.indexOf(text);
    return `once[${known < 0 ? once.push(text) - 1 : known}]`;
  };
  const entries = Object.entries(rules).map(([name, { events, ...rest }]) => {
    const each = Object.entries(events).map(
      ([type, rule]) => `${JSON.stringify(type)}: ${placeOf(JSON.stringify(rule))}`,
    );
    return `${JSON.stringify(name)}: { ...${JSON.stringify(rest)}, events: { ${each.join(', ')} } }`;
  });
  return `((once) => ({ ${entries.join(', ')} }))([${once.join(', ')}])`;
}

function bundledRules(): BundledRules {
  const json = (schema: z.ZodType): object => z.toJSONSchema(schema, { io: 'input' });
  return Object.fromEntries(
    Object.entries(catalogue).map(([name, { schema }]) => {
      const { nameless } = schema;
      const events = Object.entries(schema.events).map(([type, { by, title, data }]) => [
        type,
        { by, title, schema: json(data) },
      ]);
      return [name, { input: json(schema.input), ...(nameless && { nameless }), events: Object.fromEntries(events) }];
    }),
  );
}
