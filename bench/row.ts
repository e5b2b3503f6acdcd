import { benchReplay } from './decide.js'

// One row of the first table, in a process of its own: what another row left behind does not weigh on it.

const [size = '{}', rounds = '1'] = process.argv.slice(2)
console.log(JSON.stringify(benchReplay(JSON.parse(size), Number(rounds))))
