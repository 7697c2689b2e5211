// GraphQL as a client's library in Node reads it: node graphql.mjs http://127.0.0.1:8080
import assert from "node:assert/strict";
import { test } from "node:test";
import { buildClientSchema, getIntrospectionQuery, parse, validate } from "graphql";
import { ClientError, GraphQLClient, gql } from "graphql-request";

const [server] = process.argv.slice(2);

function client(user = "alice", password = user) {
  const authorization = "Basic " + Buffer.from(`${user}:${password}`).toString("base64");
  return new GraphQLClient(server + "/graphql", { headers: { authorization } });
}

const CUSTOMERS = gql`
  query ($nation: String!, $most: Int = 3) {
    customers: salesAnalyticsCustomers(where: { nation: { eq: $nation } }, orderBy: { id: ASC }, limit: $most) {
      ...who
      orders(orderBy: { totalPrice: DESC }, limit: 2) { id totalPrice orderedOn }
    }
  }
  fragment who on SalesAnalyticsCustomers { id name nation }
`;

test("rows come with those below them, and values that no number of JavaScript holds as text", async () => {
  const { customers } = await client().request(CUSTOMERS, { nation: "FRANCE" });
  assert.equal(customers.length, 3);
  assert.ok(customers.every(({ id, nation }) => Number.isInteger(id) && nation === "FRANCE"));
  const orders = customers.flatMap((customer) => customer.orders);
  assert.ok(orders.length > 0);
  for (const { id, totalPrice, orderedOn } of orders) {
    assert.match(id, /^\d+$/);
    assert.match(totalPrice, /^\d+\.\d\d$/);
    assert.equal(new Date(orderedOn).toISOString().slice(0, 10), orderedOn);
  }
});

test("everybody sees their own rows and values", async () => {
  const ask = async (user) => (await client(user).request(CUSTOMERS, { nation: "FRANCE", most: 1 })).customers;
  assert.deepEqual((await ask("alice")).map(({ name }) => name), ["[REDACTED]"]);
  assert.match((await ask("admin"))[0].name, /^Customer#/);
  assert.deepEqual(await ask("bob"), []);
});

test("pages one behind the other are all rows", async () => {
  const page = gql`
    query ($after: String) {
      page: salesAnalyticsCustomersConnection(first: 100, after: $after, orderBy: [{ nation: DESC }]) {
        edges { node { id nation } }
        pageInfo { hasNextPage endCursor }
        totalCount
      }
    }
  `;
  const ids = [];
  let total;
  for (let after = null, more = true; more; ) {
    const answer = (await client().request(page, { after })).page;
    ids.push(...answer.edges.map(({ node }) => node.id));
    ({ hasNextPage: more, endCursor: after } = answer.pageInfo);
    total = Number(answer.totalCount);
  }
  assert.ok(total > 100);
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(ids.length, total);
});

test("the schema is one that tools build, and holds what its caller may see", async () => {
  const schema = buildClientSchema(await client().request(getIntrospectionQuery()));
  assert.deepEqual(validate(schema, parse(CUSTOMERS)), []);
  assert.deepEqual(Object.keys(schema.getTypeMap()).filter((name) => name.startsWith("Tpch")), []);
  assert.equal(validate(schema, parse("{ tpchOrders { oOrderkey } }")).length, 1);
});

test("what is wrong is an error with its code", async () => {
  const refusal = async (document, variables) => {
    const error = await client().request(document, variables).catch((failure) => failure);
    assert.ok(error instanceof ClientError, String(error));
    assert.equal(error.response.status, 400);
    return error.response.errors[0];
  };
  const unknown = await refusal("{ salesAnalyticsCustomers { nme } }");
  assert.equal(unknown.extensions.code, "GRAPHQL_VALIDATION_FAILED");
  assert.deepEqual(unknown.locations, [{ line: 1, column: 29 }]);
  assert.equal((await refusal(CUSTOMERS, {})).extensions.code, "BAD_USER_INPUT");
  assert.equal((await refusal("{ salesAnalyticsCustomers(limit: -1) { id } }")).extensions.sqlstate, "22023");
});

test("wrong credentials are no answer", async () => {
  await assert.rejects(client("alice", "bob").request("{ __typename }"), /Cannot authenticate/);
});
