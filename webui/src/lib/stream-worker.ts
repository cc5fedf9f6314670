// The browser's one event stream, shared by its pages. Ends when the last page has left.
import { openStream, type Stream, type StreamMessage } from './stream'

const pages = new Set<MessagePort>()
let stream: Stream | null = null
let up = false
let version = ''

function told(message: StreamMessage) {
  if (message.type === 'version') version = message.data
  up = message.type !== 'lost'
  for (const page of pages) page.postMessage(message)
}
function join(page: MessagePort) {
  pages.add(page)
  if (!stream) stream = openStream(told)
  else if (up) {
    // a page that comes later is told what the others know
    page.postMessage({ type: 'open' })
    if (version) page.postMessage({ type: 'version', data: version })
  }
}

;(self as unknown as { onconnect: (event: MessageEvent) => void }).onconnect = (event) => {
  const page = event.ports[0]
  page.onmessage = ({ data }: MessageEvent<string>) => {
    if (data === 'reopen') stream?.reopen()
    else if (data === 'join') join(page)
    else {
      pages.delete(page)
      if (!pages.size) {
        stream?.close()
        stream = null
        up = false
      }
    }
  }
  join(page)
}
