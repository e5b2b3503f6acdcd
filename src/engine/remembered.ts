/** The function with its answers remembered. When there are as many as `most`, it begins anew. */
export function remembered<K, T extends object>(most: number, find: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>()
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
