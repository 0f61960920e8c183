import { expect, test } from 'vitest';
import { isOwnUrl, listNetworkUse } from './net-log.ts';

const head =
  '{"constants":{"logEventTypes":{"URL_REQUEST_START_JOB":1,"TCP_CONNECT":2,"UDP_CONNECT":3,"UDP_BYTES_SENT":4,"HOST_RESOLVER_MANAGER_JOB":5}},\n"events": [\n';

test('finds requests, look-ups and sockets, each once', () => {
  const log = [
    '{"params":{"url":"https://example.invalid/a"},"type":1},',
    '{"params":{"url":"https://example.invalid/a"},"type":1},',
    '{"params":{"url":"app://quotemark/"},"type":1},',
    '{"params":{"host":"https://example.invalid"},"type":5},',
    '{"params":{"address":"192.0.2.1:80"},"type":2},',
    '{"params":{"address":"127.0.0.1:9000"},"type":2},',
    '{"params":{"address":"192.0.2.7:3478","byte_count":20},"type":4}]}',
  ].join('\n');
  expect(listNetworkUse(head + log)).toEqual({
    requests: ['https://example.invalid/a'],
    sockets: [
      'HOST_RESOLVER_MANAGER_JOB https://example.invalid',
      'TCP_CONNECT 192.0.2.1:80',
      'UDP_BYTES_SENT 192.0.2.7:3478',
    ],
  });
});

test('passes over the socket by which Chromium learns whether there is IPv6', () => {
  const log = '{"params":{"address":"[2001:4860:4860::8888]:443"},"type":3},';
  expect(listNetworkUse(head + log)).toEqual({ requests: [], sockets: [] });
});

test('reads a log that a killed process left unfinished, and an empty one', () => {
  const log = '{"params":{"url":"http://x.invalid/"},"type":1},\n{"params":{"url":"http://y.in';
  expect(listNetworkUse(head + log).requests).toEqual(['http://x.invalid/']);
  expect(listNetworkUse('')).toEqual({ requests: [], sockets: [] });
});

test('knows which addresses need no network', () => {
  const urls = ['app://quotemark/x', 'data:,', 'blob:app://x', 'https://x.invalid/', 'ftp://x', ''];
  expect(urls.map(isOwnUrl)).toEqual([true, true, true, false, false, false]);
});
