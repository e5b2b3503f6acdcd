import type { Problem } from '../../../model/index.js'
import type { TranslatedFormat, Translation } from './format.js'

// Text in quotes may hold a quote behind a backslash.
const quoted = String.raw`"((?:[^"\\]|\\.)*)"`
const pattern = new RegExp(
  String.raw`^(\S+) \S+ (\S+) \[(\d\d)/(\w{3})/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})\] ${quoted} (\d{3}|-) (?:\d+|-)(?: ${quoted} ${quoted})?`,
)
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Access logs of Apache and nginx, in the combined format or in the common one, which lacks the user agent. */
export const combined: TranslatedFormat = {
  kind: 'translated',
  name: 'combined',
  containers: ['log'],
  hasIdentity: false,
  fields: {
    at: 'the time in brackets',
    profile_id: 'the remote user, else the host and the user agent',
    href: "the request's path",
  },
  sniff: ({ lines }) => lines.some(isLogLine),
  translate: ({ text }) => translateLine(String(text)),
}

export const isLogLine = (line: string): boolean => pattern.test(line)

function translateLine(text: string): Translation {
  const match = pattern.exec(text)
  if (match === null) return { kind: 'broken', problem: notALine(text) }
  const [, host = '', user = '-', day, month = '', year, time, offset = '', request = '', status = '', , agent] = match
  const number = String(months.indexOf(month) + 1).padStart(2, '0')
  const at = `${year}-${number}-${day}T${time}${offset.slice(0, 3)}:${offset.slice(3)}`
  const visitor = agent === undefined ? host : `${host} ${agent}`
  const person = { anonymousId: null, userId: isNobody(user) ? visitor : user }
  const href = /^GET (\S+)(?: HTTP\/[\d.]+)?$/.exec(request)?.[1]
  const isPage = href !== undefined && /^[23]/.test(status)
  return { kind: 'events', person, at, events: isPage ? [{ type: 'page', at, href }] : [] }
}

/** Apache writes an empty name in quotes. */
const isNobody = (user: string): boolean => user === '-' || user === '""'

const notALine = (text: string): Problem => ({
  code: 'invalid_log_line',
  pointer: '',
  message: `not a line of an access log: ${JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)}`,
  help: 'the combined format is: host ident user [day/month/year:time zone] "request" status bytes "referrer" "agent"',
})
