import { deviceOf } from './device.ts';

const linux = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const edge =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0';

describe('a device in words', () => {
  it.each([
    [linux, 'Firefox', 'Linux', 'desktop'],
    [phone, 'Safari', 'iOS', 'mobile'],
    [edge, 'Microsoft Edge', 'Windows', 'desktop'],
  ])('%s', (userAgent, browser, system, kind) => {
    expect(deviceOf(userAgent)).toEqual({ browser, system, kind });
  });

  it('is not guessed where nothing was noted, or nothing can be told', () => {
    expect(deviceOf(undefined)).toEqual({ kind: 'unknown' });
    expect(deviceOf('')).toEqual({ kind: 'unknown' });
    expect(deviceOf('<script>').system).toBeUndefined();
  });
});
