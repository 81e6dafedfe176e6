import { mergeAttributes, Node } from '@tiptap/core';

/** Where the service shows an image of a content, to those who may read it. */
export const imageAddress = (imageId: string): string => `/api/content/images/${imageId}`;

/** An image that the content holds, by its id. Images of other sites are not shown: their owners would see who reads. */
export const ImageNode = Node.create({
  name: 'image',
  group: 'block',
  draggable: true,
  addAttributes: () => ({ imageId: { default: null }, alt: { default: '' } }),
  parseHTML: () => [
    {
      tag: 'img[src^="/api/content/images/"]',
      getAttrs: (element) => ({
        imageId: element.getAttribute('src')?.split('/').pop() ?? null,
        alt: element.getAttribute('alt') ?? '',
      }),
    },
  ],
  renderHTML: ({ HTMLAttributes: { imageId, alt, ...rest } }) => [
    'img',
    mergeAttributes(rest, { src: imageAddress(String(imageId)), alt: alt ?? '' }),
  ],
});
