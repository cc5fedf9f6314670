import type { DetailedError } from 'tus-js-client'
import { ApiError, actingFor, type Refusal } from './api'

const LONG_EDGE = 2000

/**
 * Large camera pictures become at most 2000 px, JPEG 0.8; what is small enough, or no picture that
 * this browser reads, is left as it is: the server says what it is.
 */
export async function shrink(file: File): Promise<Blob> {
  if (!file.type.startsWith('image/') || file.size < 400_000) return file
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return file
  const scale = Math.min(1, LONG_EDGE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), 'image/jpeg', 0.8))
}

function refusalOf(error: Error | DetailedError): Refusal | null {
  const body = 'originalResponse' in error ? error.originalResponse?.getBody() : undefined
  try {
    return (JSON.parse(body ?? '') as { error: Refusal }).error
  } catch {
    return null /* no words from the server */
  }
}

/**
 * What a wait of seconds can mend: a cut line, a place to go on from, a busy server; a full disk
 * is told at once.
 */
function again(error: DetailedError): boolean {
  const status = error.originalResponse?.getStatus() ?? 0
  return refusalOf(error)?.code !== 'DISK' && (!status || status === 409 || status >= 500)
}

/** Sends one photo by tus; a cut connection is resumed where the server's disk stopped. */
export async function sendPhoto(
  caseId: string,
  material: number,
  file: File,
  progress: (part: number) => void,
): Promise<void> {
  const [{ Upload }, blob, headers] = await Promise.all([
    import('tus-js-client'),
    shrink(file),
    actingFor(),
  ])
  await new Promise<void>((resolve, reject) => {
    new Upload(blob, {
      endpoint: '/api/uploads',
      headers,
      retryDelays: [0, 500, 1500, 4000, 10000],
      storeFingerprintForResuming: false,
      onShouldRetry: again,
      metadata: { case: caseId, material: String(material), name: file.name },
      onProgress: (sent, total) => progress(total ? sent / total : 0),
      onSuccess: () => resolve(),
      onError: (error) => {
        reject(
          new ApiError(
            refusalOf(error) ?? {
              code: 'UPLOAD',
              text: '照片没有传上去',
              advice: '请再传一次这一张',
            },
            0,
          ),
        )
      },
    }).start()
  })
}
