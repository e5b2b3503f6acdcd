import { benchCold } from './cold.js'
import { benchExplain } from './explain.js'

// The tables of single questions, in a process of their own.

const [rounds = '1', many = '1000'] = process.argv.slice(2)
console.log(
  JSON.stringify({
    cold: benchCold(Number(rounds), Number(many)),
    whyNot: benchExplain(Number(rounds), Number(many)),
  }),
)
