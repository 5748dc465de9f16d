import { describe, expect, test } from 'vitest';
import { detailsOf, mayHaveActed, transientCode } from '#http/status.ts';

const all = Array.from({ length: 500 }, (_, index) => 100 + index);

describe('a status', () => {
  test('that may be gone a moment later', () => {
    expect(transientCode(429)).toBe('rate_limited');
    const passing = [408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524, 527, 529, 530];
    expect(all.filter((status) => transientCode(status) === 'server_error')).toEqual(passing);
  });

  test('behind which the server may have done what was asked is one of them', () => {
    for (const status of all.filter(mayHaveActed)) expect(transientCode(status)).toBe('server_error');
  });
});

describe('what the next attempt needs to know', () => {
  const receivedAt = Date.UTC(2026, 10, 24, 1, 2, 3);
  test.each([
    ['nothing', {}, { retryAfter: undefined }],
    ['a clock ahead', { date: 'Tue, 24 Nov 2026 01:07:03 GMT' }, { retryAfter: undefined, ahead: 300_000 }],
    ['a clock behind', { date: 'Tue, 24 Nov 2026 01:01:03 GMT', 'retry-after': '7' }, { retryAfter: '7', ahead: -60_000 }],
    ['a date that is none', { date: 'today', 'retry-after': 'soon' }, { retryAfter: 'soon' }],
  ])('%s', (_, headers, details) => {
    expect(detailsOf({ headers, receivedAt })).toEqual(details);
  });
});
