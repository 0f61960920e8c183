#!/usr/bin/env node
// Stands in for fpm where its download cannot be reached: understands exactly the options that electron-builder passes
// for deb and rpm, and hands the work to Debian's dpkg-deb and rpmbuild. Releases use the real fpm.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: /** @type {const} */ ('string') };
const many = /** @type {const} */ ({ type: 'string', multiple: true });
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...text, short: 's' },
    t: { ...text, short: 't' },
    d: { ...many, short: 'd' },
    force: { type: 'boolean' },
    name: text,
    version: text,
    architecture: text,
    description: text,
    maintainer: text,
    vendor: text,
    url: text,
    license: text,
    category: text,
    iteration: text,
    package: text,
    'after-install': text,
    'after-remove': text,
    'deb-priority': text,
    'deb-recommends': many,
    'deb-compression': text,
    'rpm-summary': text,
    'rpm-os': text,
    'rpm-compression': text,
  },
});
const need = (/** @type {keyof typeof options} */ key) => String(options[key] ?? '');
const [summary = '', ...rest] = need('description')
  .split('\n')
  .map((line) => line.trim());
const work = mkdtempSync(path.join(os.tmpdir(), 'fpm-'));
const tree = path.join(work, 'tree');
try {
  for (const item of positionals) {
    const [from = '', to = ''] = item.split(/=(?=\/)/);
    const target = path.join(tree, to);
    mkdirSync(statSync(from).isDirectory() ? target : path.dirname(target), { recursive: true });
    cpSync(from, target, { recursive: true });
    if (statSync(from).isFile()) chmodSync(target, 0o644);
  }
  if (options.t === 'deb') deb();
  else if (options.t === 'rpm') rpm();
  else throw new Error(`No stand-in for ${options.t}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function deb() {
  mkdirSync(path.join(tree, 'DEBIAN'));
  const size = execFileSync('du', ['-sk', tree], { encoding: 'utf8' }).split('\t')[0];
  const control = [
    ['Package', need('name')],
    ['Version', need('version')],
    ['Architecture', need('architecture')],
    ['Maintainer', need('maintainer')],
    ['Vendor', need('vendor')],
    ['License', need('license')],
    ['Homepage', need('url')],
    ['Section', need('category') || 'default'],
    ['Priority', need('deb-priority')],
    ['Installed-Size', size],
    ['Depends', (options.d ?? []).join(', ')],
    ['Recommends', (options['deb-recommends'] ?? []).join(', ')],
    ['Description', [summary, ...rest.map((line) => ` ${line || '.'}`)].join('\n')],
  ]
    .filter(([, value]) => value)
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n');
  writeFileSync(path.join(tree, 'DEBIAN/control'), `${control}\n`);
  for (const [option, script] of /** @type {const} */ ([
    ['after-install', 'postinst'],
    ['after-remove', 'postrm'],
  ])) {
    if (options[option])
      writeFileSync(path.join(tree, 'DEBIAN', script), readFileSync(need(option)), { mode: 0o755 });
  }
  const compression = need('deb-compression') === 'gz' ? ['-Zgzip', '-z1'] : ['-Zxz'];
  execFileSync(
    'dpkg-deb',
    ['--root-owner-group', ...compression, '--build', tree, need('package')],
    { stdio: 'inherit' },
  );
}

function rpm() {
  const files = execFileSync('find', ['.', '-not', '-type', 'd', '-printf', '"/%P"\n'], {
    cwd: tree,
    encoding: 'utf8',
  });
  const section = (/** @type {string} */ name, /** @type {keyof typeof options} */ option) =>
    options[option]
      ? `%${name}\n${readFileSync(need(option), 'utf8').replaceAll('%', '%%')}\n`
      : '';
  writeFileSync(
    path.join(work, 'package.spec'),
    `
Name: ${need('name')}
Version: ${need('version')}
Release: ${need('iteration') || 1}
Summary: ${need('rpm-summary') || summary}
License: ${need('license')}
URL: ${need('url')}
Vendor: ${need('vendor')}
Packager: ${need('maintainer')}
AutoReqProv: no
${(options.d ?? []).map((name) => `Requires: ${name}`).join('\n')}
%description
${[summary, ...rest].filter(Boolean).join('\n')}
${section('post', 'after-install')}${section('postun', 'after-remove')}
%files
%defattr(-,root,root,-)
${files}`,
  );
  execFileSync(
    'rpmbuild',
    [
      '-bb',
      '--quiet',
      '--target',
      `${{ amd64: 'x86_64', arm64: 'aarch64' }[need('architecture')] ?? need('architecture')}-${need('rpm-os')}`,
      '--buildroot',
      tree,
      '--define',
      `_topdir ${work}/rpm`,
      '--define',
      '_build_id_links none',
      '--define',
      '__spec_install_post %{nil}',
      '--define',
      '_binary_payload w1.gzdio',
      '--define',
      `_rpmfilename ${path.basename(need('package'))}`,
      '--define',
      `_rpmdir ${path.dirname(path.resolve(need('package')))}`,
      path.join(work, 'package.spec'),
    ],
    { stdio: 'inherit' },
  );
}
