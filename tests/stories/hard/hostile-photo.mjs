// A hall says of a photograph what a county's page must not believe: a kind that would run, a kind
// that would write headers of its own, a name that would lead to another file.
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Client, check, equal, finish, until } from '../../lib/client.mjs'
import { Nodes } from '../../lib/nodes.mjs'
import { Peer, entry, tar, zstd } from '../../lib/peer.mjs'

const nodes = await Nodes.make()
const liar = new Peer(nodes.hubUrl, '361127000-1', '361127200-1', '某厅')
const county = new Client(nodes.hubUrl)
const ID = '36112720012611240001'
const page = Buffer.from('<script>parent.done = true</script>')
const name = createHash('sha256').update(page).digest('hex')
const elsewhere = `../${basename(nodes.hub)}/keys/node.key`

const received = {
  kind: 'case.received',
  subject: ID,
  body: {
    item: 'SR-001',
    item_name: '事项',
    catalogue: 'x',
    kind: 'promised',
    decided_by: 'hub',
    applicant: { name: '张三', id_kind: 'identity_card', id_no: '361102194903070026' },
    window: 1,
    by: '李四',
    query_code: '123456',
    clock_trusted: true,
  },
}
const photo = (no, sha256, mime) => ({
  kind: 'material.attached',
  subject: ID,
  body: { no, sha256, name: 'a.jpg', mime, size: page.length },
})

try {
  writeFileSync(join(nodes.run, 'card'), liar.card)
  const card = ['--hall-card', join(nodes.run, 'card')]
  equal('admitted', nodes.command('admit', '--home', nodes.hub, ...card).status, 0)
  await nodes.start('hub')
  await county.signIn('county')
  equal('known', (await liar.sayHello()).status, 200)
  await liar.report([
    received,
    photo(1, name, 'text/html\r\nset-cookie: minihall=stolen'),
    photo(2, elsewhere, 'image/png'),
    photo(3, 'no name at all', 'image/png'),
  ])
  const manifest = liar.manifest([[`blobs/${name}`, page]], {
    lane: 2,
    seq: 1,
    previous: '',
    ledger: '',
  })
  const pack = zstd(tar(entry('manifest.json', manifest), entry(`blobs/${name}`, page)))
  const commit = liar.commit(2, 1, manifest).raw
  equal(
    'a pack with a page in it',
    (await liar.send(pack, { lane: 2, seq: 1, commit })).status,
    204,
  )

  const place = (sha256) => `/api/hub/cases/${ID}/attachments/${encodeURIComponent(sha256)}`
  const got = (sha256) => county.raw('GET', place(sha256), {}, '')
  await until('the page has come', async () => {
    const { status } = await got(name)
    return status === 200 ? true : status
  })
  const sent = await got(name)
  equal('it is sent as bytes of no kind', sent.headers['content-type'], 'application/octet-stream')
  equal('and to be kept, not opened', /^attachment/.test(sent.headers['content-disposition']), true)
  equal('nobody writes our headers', sent.headers['set-cookie'], undefined)
  equal('its bytes are what they were', sent.body.equals(page), true)
  for (const [what, sha256] of [
    ["the county's own key", elsewhere],
    ['what is no name', 'no name at all'],
  ])
    equal(`not ${what}`, (await got(sha256)).status, 404)
  equal('the case opens all the same', (await county.get(`/api/hub/cases/${ID}`)).id, ID)
  await nodes.proven()
} catch (error) {
  check('the story runs to its end', `${error.stack}\n${nodes.log('hub').slice(-1500)}`)
} finally {
  await nodes.end()
}
finish()
