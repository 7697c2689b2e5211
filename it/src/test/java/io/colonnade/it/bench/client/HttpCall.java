package io.colonnade.it.bench.client;

/**
 * A request over HTTP.
 *
 * @param method such as GET
 * @param target path and query
 * @param accept the type that is asked for
 * @param contentType the body's type; empty where there is no body
 * @param body the body
 */
record HttpCall(String method, String target, String accept, String contentType, String body) {
    static HttpCall get(String target, String accept) {
        return new HttpCall("GET", target, accept, "", "");
    }

    static HttpCall statement(String sql, String accept) {
        return new HttpCall("POST", "/sql", accept, "text/plain; charset=utf-8", sql);
    }

    static HttpCall operation(String json) {
        return new HttpCall("POST", "/graphql", "application/json", "application/json", json);
    }
}
