import { ApiError, type Refusal } from './api'

const LONG_EDGE = 2000

/** Large camera pictures become at most 2000 px, JPEG 0.8; what is small enough or not a picture is left as it is. */
export async function shrink(file: File): Promise<Blob> {
  if (!file.type.startsWith('image/') || file.size < 400_000) return file
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, LONG_EDGE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), 'image/jpeg', 0.8))
}

/** Sends one photo by tus; a cut connection is resumed where the server's disk stopped. */
export async function sendPhoto(caseId: string, material: number, file: File, progress: (part: number) => void): Promise<void> {
  const [{ Upload }, blob] = await Promise.all([import('tus-js-client'), shrink(file)])
  await new Promise<void>((resolve, reject) => {
    new Upload(blob, {
      endpoint: '/api/uploads',
      retryDelays: [0, 500, 1500, 4000, 10000],
      storeFingerprintForResuming: false,
      metadata: { case: caseId, material: String(material), name: file.name },
      onProgress: (sent, total) => progress(total ? sent / total : 0),
      onSuccess: () => resolve(),
      onError: (error) => {
        const body = 'originalResponse' in error ? error.originalResponse?.getBody() : undefined
        let refusal: Refusal = { code: 'UPLOAD', text: '照片没有传上去', advice: '请再传一次这一张' }
        try { refusal = (JSON.parse(body ?? '') as { error: Refusal }).error } catch { /* no words from the server */ }
        reject(new ApiError(refusal, 0))
      },
    }).start()
  })
}
