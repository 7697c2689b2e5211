// PostGraphile as its documentation has it in production: a cluster with a worker for each core, lists beside connections,
// nothing that is for developers. Its settings come by the environment; the first line that it prints is its port.
import cluster from 'node:cluster';
import { createServer } from 'node:http';
import { availableParallelism } from 'node:os';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const workers = availableParallelism();

function supervise() {
  let listening = 0;
  cluster.on('listening', (worker, address) => {
    listening += 1;
    if (listening === workers) {
      console.log(address.port);
    }
  });
  cluster.on('exit', () => process.exit(1));
  for (let i = 0; i < workers; i += 1) {
    cluster.fork();
  }
}

async function serve() {
  const preset = {
    extends: [PostGraphileAmberPreset],
    pgServices: [
      makePgService({
        connectionString: process.env.BENCH_DATABASE,
        schemas: [process.env.BENCH_SCHEMA],
        poolConfig: { max: Math.ceil(Number(process.env.BENCH_POOL) / workers) },
      }),
    ],
    schema: { defaultBehavior: 'connection list' },
    grafast: { explain: false },
    grafserv: { graphiql: false, websockets: false, watch: false, graphqlPath: '/graphql' },
  };
  const server = createServer();
  await postgraphile(preset).createServ(grafserv).addTo(server);
  server.listen(0, '127.0.0.1');
}

if (cluster.isPrimary) {
  supervise();
} else {
  await serve();
}
