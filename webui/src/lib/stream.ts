// One event stream a browser, not one a page: HTTP/1.1 gives an origin six connections, and a clerk
// with six pages open would find every request stuck behind their streams. Where the browser has
// shared workers the stream lives in one; elsewhere (old Android) each page has its own.

export type StreamMessage =
  | { type: 'open' }
  | { type: 'lost' }
  | { type: 'beat' }
  | { type: 'change' | 'version'; data: string }
export interface Stream {
  /**
   * Begins anew: another account may see other events, and a half-open connection looks healthy.
   */
  reopen(): void
  close(): void
}

/**
 * The stream itself, for a page or for the worker. A closed one (the server answered with an
 * error) tries again by itself.
 */
export function openStream(told: (message: StreamMessage) => void): Stream {
  let source: EventSource | null = null
  let again: ReturnType<typeof setTimeout> | undefined
  let ended = false
  const open = () => {
    clearTimeout(again)
    source?.close()
    const mine = new EventSource('/api/events')
    source = mine
    mine.addEventListener('open', () => told({ type: 'open' }))
    mine.addEventListener('beat', () => told({ type: 'beat' }))
    for (const type of ['change', 'version'] as const)
      mine.addEventListener(type, (event) =>
        told({ type, data: (event as MessageEvent<string>).data }),
      )
    mine.onerror = () => {
      told({ type: 'lost' })
      if (mine.readyState === EventSource.CLOSED && !ended) {
        clearTimeout(again)
        again = setTimeout(open, 3000)
      }
    }
  }
  open()
  return {
    reopen: open,
    close: () => {
      ended = true
      clearTimeout(again)
      source?.close()
    },
  }
}

export function sharedStream(told: (message: StreamMessage) => void): Stream {
  if (typeof SharedWorker !== 'function') return openStream(told)
  const worker = new SharedWorker(new URL('./stream-worker.ts', import.meta.url), {
    type: 'module',
    name: 'minihall-stream',
  })
  worker.port.onmessage = (event: MessageEvent<StreamMessage>) => told(event.data)
  worker.port.start()
  const leave = () => worker.port.postMessage('leave')
  window.addEventListener('pagehide', leave)
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) worker.port.postMessage('join')
  })
  return {
    reopen: () => worker.port.postMessage('reopen'),
    close: () => {
      window.removeEventListener('pagehide', leave)
      leave()
      worker.port.close()
    },
  }
}
