import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { imageSize } from '../../../src/web/images.ts';
import { articleWith } from '../../helpers/article.ts';
import { createWebWorld } from '../../helpers/web-world.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const PNG = bytes('89504e470d0a1a0a 0000000d 49484452 00000140 000000c8 0806000000');

let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'images-'))));
afterAll(() => rm(folder, { recursive: true }));

const withImage = async (name: string, content: Buffer | string) => {
  const path = join(folder, name);
  await writeFile(path, content);
  const article = articleWith({ slug: 'bridge', image: { type: 'file', path, alt: 'The "bridge"' } });
  const world = await createWebWorld([article]);
  const source = async () => /<img[^>]*\ssrc="([^"]*)"/.exec(await world.text('/articles/bridge'))?.[1];
  return { ...world, path, source };
};

describe('an article\u2019s picture', () => {
  test('is shown from our own address, with its size so that nothing jumps', async () => {
    const { text } = await withImage('a.png', PNG);
    const page = await text('/articles/bridge');
    expect(page).toMatch(
      /<img[^>]*src="\/images\/[0-9a-f]{12}\/bridge"[^>]*alt="The &quot;bridge&quot;"[^>]*width="320" height="200"/s,
    );
    expect(page).toMatch(/property="og:image" content="https:\/\/news\.example\/images\//);
  });

  test('is served with its type and cached for good under the name of this version only', async () => {
    const { get, source } = await withImage('b.png', PNG);
    const path = (await source())!;
    const answer = await get(path);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG);
    expect((await get('/images/000000000000/bridge')).headers.get('cache-control')).toBe('no-cache');
  });

  test('gets another address when its file changes, and the page another ETag', async () => {
    const { get, source, path, library } = await withImage('c.png', PNG);
    const [before, etag] = [await source(), (await get('/articles/bridge')).headers.get('etag')];
    await utimes(path, new Date(), new Date(2020, 0, 1));
    library.replace({ articles: library.all().slice(), problems: [] });
    expect(await source()).not.toBe(before);
    expect((await get('/articles/bridge')).headers.get('etag')).not.toBe(etag);
  });

  test('has no body for HEAD', async () => {
    const { handler, source } = await withImage('d.png', PNG);
    const head = await handler(new Request(`http://localhost${await source()}`, { method: 'HEAD' }));
    expect(head.headers.get('content-length')).toBe(String(PNG.byteLength));
    expect(await head.text()).toBe('');
  });

  test('that is empty is still a file', async () => {
    const { get, source } = await withImage('e.gif', '');
    const answer = await get((await source())!);
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  test.each(['page.html', 'secrets', 'key.pem'])('is nothing else that lies there: %s is not served', async (name) => {
    const { get, source } = await withImage(name, 'secret');
    expect(await source()).toBeUndefined();
    expect((await get('/images/000000000000/bridge')).status).toBe(404);
  });

  test('that is missing, or on another host, is left out', async () => {
    const missing = articleWith({ slug: 'a', image: { type: 'file', path: join(folder, 'none.png'), alt: '' } });
    const remote = articleWith({ slug: 'b', image: { type: 'remote', url: 'https://x.example/i.png', alt: '' } });
    const { text } = await createWebWorld([missing, remote]);
    expect(await text('/articles/a')).not.toContain('<img');
    expect(await text('/articles/b')).not.toContain('<img');
    expect(await text('/articles/b')).toContain('property="og:image" content="https://x.example/i.png"');
  });
});

describe('pictures in an article\u2019s text', () => {
  const withPictures = async () => {
    const path = join(folder, 'pier.png');
    await writeFile(path, PNG);
    const article = articleWith({
      slug: 'bridge',
      lead: '![The pier](pier.png) ![Gone](gone.png)',
      sections: [{ slug: 'after', heading: 'After', markdown: '![](https://x.example/i.png) ![](pier.png)' }],
      pictures: [
        { source: 'gone.png', path: join(folder, 'gone.png') },
        { source: 'pier.png', path },
      ],
    });
    const world = await createWebWorld([article]);
    const images = (await world.text('/articles/bridge')).match(/<img[^>]*>/g) ?? [];
    return { ...world, images, source: /src="([^"]*)"/.exec(images[0] ?? '')?.[1] ?? '' };
  };

  test('are shown from our own address with their size; those elsewhere or not to be had are not loaded', async () => {
    const { images } = await withPictures();
    expect(images).toEqual([
      expect.stringMatching(
        /^<img src="\/images\/[0-9a-f]{12}\/bridge\/2" alt="The pier" width="320" height="200" loading="lazy">$/,
      ),
      expect.stringContaining('alt="" width="320"'),
    ]);
  });

  test('are served as the article\u2019s own is', async () => {
    const { get, source } = await withPictures();
    const answer = await get(source);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG);
    expect((await get('/images/000000000000/bridge/2')).headers.get('cache-control')).toBe('no-cache');
  });

  test.each(['', '/1', '/3', '/0', '/-1', '/1.5', '/x', '/constructor'])(
    'are those of the article: %j is not found',
    async (number) => {
      const { get } = await withPictures();
      expect((await get(`/images/000000000000/bridge${number}`)).status).toBe(404);
    },
  );
});

describe('the size of a picture is read from its first bytes', () => {
  test.each([
    ['PNG', PNG, { width: 320, height: 200 }],
    ['GIF', bytes('474946383961 4001 c800'), { width: 320, height: 200 }],
    ['JPEG', bytes('ffd8 ffe0 0004 0000 ffc2 0011 08 00c8 0140 03'), { width: 320, height: 200 }],
    [
      'JPEG, with a table before its frame',
      bytes('ffd8 ffc4 0009 01 0203 0405 0607 ffc0 0011 08 00c8 0140 03'),
      { width: 320, height: 200 },
    ],
    [
      'WebP, lossy',
      bytes('52494646 00000000 57454250 56503820 00000000 000000 9d012a 4001 c800'),
      { width: 320, height: 200 },
    ],
    ['WebP, lossless', bytes('52494646 00000000 57454250 5650384c 00000000 2f 3fc13100'), { width: 320, height: 200 }],
    [
      'WebP, extended',
      bytes('52494646 00000000 57454250 56503858 00000000 00000000 3f0100 c70000'),
      { width: 320, height: 200 },
    ],
  ])('%s', (_name, head, size) => {
    expect(imageSize(head)).toEqual(size);
    for (let length = 0; length < 8; length++) expect(imageSize(head.subarray(0, length))).toBeUndefined();
  });

  test('of a photo that is shown on its side, as it is shown', () => {
    const exif = '45786966 0000 4d4d 002a 00000008 0001 0112 0003 00000001 0006 0000 00000000';
    const photo = bytes(`ffd8 ffe1 0022 ${exif} ffc0 0011 08 00c8 0140 03`);
    expect(imageSize(photo)).toEqual({ width: 200, height: 320 });
  });

  test('a size of nothing is none', () => {
    expect(imageSize(bytes('474946383961 0000 c800'))).toBeUndefined();
  });

  test('no file that is corrupt throws or takes long', () => {
    const start = performance.now();
    for (const magic of ['89504e470d0a1a0a', '474946383961', 'ffd8', '52494646 00000000 57454250 56503858'])
      for (const filler of ['00', 'ff', 'ffe1 0002', '0002 ffe1', 'ffe1 1000 45786966 0000 4d4d'])
        expect(() => imageSize(bytes(magic + filler.repeat(40_000)))).not.toThrow();
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test('of any bytes, two whole numbers or none', () => {
    const magic = fc.constantFrom('89504e470d0a1a0a', '474946383761', 'ffd8ff', '524946460000000057454250565038');
    fc.assert(
      fc.property(magic, fc.uint8Array({ maxLength: 64 }), (first, rest) => {
        const size = imageSize(Buffer.concat([bytes(first), rest]));
        return !size || [size.width, size.height].every((side) => Number.isInteger(side) && side > 0);
      }),
    );
  });

  test('anything else has none', () => {
    expect(imageSize(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">'))).toBeUndefined();
    expect(imageSize(bytes('ffd8 ffe0 0000'))).toBeUndefined();
  });
});
