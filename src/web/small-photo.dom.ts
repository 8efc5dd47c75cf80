/** A photo as it leaves the phone: drawn anew and smaller, so that where, when and with what it was taken stays behind. */

const mostPixels = 1_600
const quality = 0.8

/** The file as it is where the browser can't read it: the server takes out what must not stay, or says why not. */
export async function smallPhoto(file: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, mostPixels / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    return await new Promise((resolve) =>
      canvas.toBlob((small) => resolve(small ?? file), 'image/jpeg', quality),
    )
  } catch {
    return file
  }
}
