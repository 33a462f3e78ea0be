// @ts-check

/** @typedef {{ filename: string, content_type: string, content_base64: string }} Upload */

/** @param {File} file @returns {Promise<string>} its bytes as base64 */
const base64Of = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(/** @type {string} */ (reader.result).split(',')[1] ?? ''));
    reader.addEventListener('error', () => reject(new Error(`${file.name} cannot be read`, { cause: reader.error })));
    reader.readAsDataURL(file);
  });

/** A file in the form that the sandbox expects. @param {File} file @returns {Promise<Upload>} */
export const uploadFrom = async (file) => ({
  filename: file.name,
  content_type: file.type || 'application/octet-stream',
  content_base64: await base64Of(file),
});

/** @param {Iterable<File>} files */
export const uploadsFrom = (files) => Promise.all(Array.from(files, uploadFrom));
