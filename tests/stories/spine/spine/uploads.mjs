// tus: a wrong checksum is not kept, an upload can be ended, another's upload is not there.
import { equal } from '../../../lib/client.mjs'

const b64 = (text) => Buffer.from(text).toString('base64')

async function checksums(day) {
  const { clerk, forwarded } = day
  const begun = await clerk.raw(
    'POST',
    '/api/uploads',
    {
      'tus-resumable': '1.0.0',
      'upload-length': '10',
      'upload-metadata': `case ${b64(forwarded.id)},material ${b64('1')},name ${b64('x')}`,
    },
    '',
  )
  const part = (client, text, checksum) =>
    client.raw(
      'PATCH',
      begun.headers.location,
      {
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
        ...(checksum ? { 'upload-checksum': checksum } : {}),
      },
      text,
    )
  equal(
    'a wrong checksum is refused',
    (await part(clerk, 'hello', `sha256 ${b64('nonsense')}`)).status,
    460,
  )
  equal(
    'and its bytes are not kept',
    (await clerk.raw('HEAD', begun.headers.location, { 'tus-resumable': '1.0.0' })).headers[
      'upload-offset'
    ],
    '0',
  )
  day.begun = begun
}

async function ended(day) {
  const { clerk, issuer, begun } = day
  equal(
    'a wrong offset is refused',
    (
      await clerk.raw(
        'PATCH',
        begun.headers.location,
        {
          'tus-resumable': '1.0.0',
          'upload-offset': '3',
          'content-type': 'application/offset+octet-stream',
        },
        'x',
      )
    ).status,
    409,
  )
  equal(
    'nobody else sees it',
    (await issuer.raw('HEAD', begun.headers.location, { 'tus-resumable': '1.0.0' })).status,
    403,
  )
  equal(
    'an upload can be ended',
    (await clerk.raw('DELETE', begun.headers.location, { 'tus-resumable': '1.0.0' })).status,
    204,
  )
  equal(
    'and is gone',
    (await clerk.raw('HEAD', begun.headers.location, { 'tus-resumable': '1.0.0' })).status,
    404,
  )
}

async function onlyPictures(day) {
  const { clerk, forwarded } = day
  const text = await clerk.raw(
    'POST',
    '/api/uploads',
    {
      'tus-resumable': '1.0.0',
      'upload-length': '5',
      'upload-metadata': `case ${b64(forwarded.id)},material ${b64('1')},name ${b64('x.jpg')}`,
    },
    '',
  )
  equal(
    'only pictures are materials',
    JSON.parse(
      (
        await clerk.raw(
          'PATCH',
          text.headers.location,
          {
            'tus-resumable': '1.0.0',
            'upload-offset': '0',
            'content-type': 'application/offset+octet-stream',
          },
          'hello',
        )
      ).body,
    ).error.code,
    'UPLOAD_TYPE',
  )
}

export async function uploads(day) {
  await checksums(day)
  await ended(day)
  await onlyPictures(day)
}
