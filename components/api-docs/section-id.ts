/** Where a group of operations begins in the page. */
export const sectionId = (tag: string): string => tag.toLowerCase().replaceAll(/[^a-z]+/g, "-");
