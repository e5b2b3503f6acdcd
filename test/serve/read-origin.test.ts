import { describe, expect, it } from 'vitest'
import { readOrigin } from '../../src/serve/read-origin.js'

describe('an origin', () => {
  it.each([
    'https://app.example.com',
    'http://localhost:3000',
    'http://127.0.0.1:8080',
    'http://[::1]:8080',
    'https://xn--bcher-kva.example',
    'chrome-extension://abcdefghijklmnop',
  ])('is %s', (origin) => {
    expect(readOrigin(origin)).toEqual({ ok: true, origin })
  })

  it.each([
    ['app.example.com', 'https://app.example.com'],
    ['localhost:3000', 'http://localhost:3000'],
    ['127.0.0.1', 'http://127.0.0.1'],
    ['192.168.0.7:80', 'https://192.168.0.7:80'],
    ['https://app.example.com/', 'https://app.example.com'],
    ['https://app.example.com/page?x=1#y', 'https://app.example.com'],
    ['https://App.Example.com', 'https://app.example.com'],
    ['https://app.example.com:443', 'https://app.example.com'],
    ['http://app.example.com:80', 'http://app.example.com'],
    ['https://user:secret@app.example.com', 'https://app.example.com'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    [' https://app.example.com', 'https://app.example.com'],
  ])('is not %j, but what a browser writes for it', (given, meant) => {
    expect(readOrigin(given)).toEqual({ ok: false, meant })
  })

  it.each(['', 'https://', 'a b', 'file:///tmp/page.html'])('is not %j, and nothing that it could mean', (given) => {
    expect(readOrigin(given)).toEqual({ ok: false, meant: null })
  })
})
