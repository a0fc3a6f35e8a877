/** Gives a text to the browser to save as a file. */
export function saveFile(text: string, fileName: string, mediaType: string) {
  const url = URL.createObjectURL(
    new Blob([text], { type: `${mediaType};charset=utf-8` }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
