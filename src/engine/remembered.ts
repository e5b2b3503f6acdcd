/** The function with its answers remembered. When there are as many as `most`, it begins anew. */
export function remembered<T extends object>(most: number, find: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>()
  return (key) => {
    let answer = known.get(key)
    if (answer === undefined) {
      answer = find(key)
      if (known.size >= most) known.clear()
      known.set(key, answer)
    }
    return answer
  }
}
