// Adds to package-lock.json the platform packages that npm leaves out when the machine that writes it cannot have them:
// without them `npm ci` refuses the file on every other platform. Run after a change of dependencies.
import { readFileSync, writeFileSync } from 'node:fs';
import { root } from './steps.mjs';

const file = `${root}package-lock.json`;
const lock = JSON.parse(readFileSync(file, 'utf8'));
const platforms = /(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)/;
const processors = /(arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64)/;

for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const [os] = platforms.exec(name) ?? [];
    const [cpu] = processors.exec(name) ?? [];
    const there = [`${path}/node_modules/${name}`, `node_modules/${name}`].some(place => lock.packages[place]);
    if (there || !os || !cpu) continue;
    const libc = name.includes('musl') ? ['musl'] : name.includes('gnu') ? ['glibc'] : undefined;
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(dev && { dev }),
      ...(libc && { libc }),
      optional: true,
      os: [os],
    };
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
