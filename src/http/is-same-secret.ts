/**
 * Whether two secrets are the same. It takes as long for a wrong one of some length as for any other of that length:
 * every code unit is compared, whatever the ones before it came to.
 */
export function isSameSecret(given: string, secret: string): boolean {
  let difference = given.length ^ secret.length
  for (let k = 0; k < given.length; k++) {
    // Where `given` is longer it goes around; `NaN`, of an empty secret, is 0 here.
    difference |= given.charCodeAt(k) ^ secret.charCodeAt(k % secret.length)
  }
  return difference === 0
}
