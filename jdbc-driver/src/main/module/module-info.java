/**
 * The shaded jar as a module. Its libraries are packages of this module that nobody else sees, and their services are bound
 * here because a module's {@code META-INF/services} is not read.
 */
module io.colonnade.jdbc {
    requires transitive java.sql;
    requires java.net.http;

    // Logging in with a browser, which a runtime may do without, and what the libraries do better with where it is there.
    requires static java.desktop;
    requires static java.naming;
    requires static jdk.httpserver;
    requires static jdk.unsupported;

    exports io.colonnade.jdbc;
    exports io.colonnade.jdbc.arrow;

    provides java.sql.Driver with
            io.colonnade.jdbc.ColonnadeDriver;

    uses io.colonnade.jdbc.shaded.io.grpc.LoadBalancerProvider;
    uses io.colonnade.jdbc.shaded.io.grpc.ManagedChannelProvider;
    uses io.colonnade.jdbc.shaded.io.grpc.NameResolverProvider;
    uses io.colonnade.jdbc.shaded.io.grpc.ServerProvider;

    provides io.colonnade.jdbc.shaded.io.grpc.LoadBalancerProvider with
            io.colonnade.jdbc.shaded.io.grpc.internal.PickFirstLoadBalancerProvider;
    provides io.colonnade.jdbc.shaded.io.grpc.ManagedChannelProvider with
            io.colonnade.jdbc.shaded.io.grpc.okhttp.OkHttpChannelProvider;
    provides io.colonnade.jdbc.shaded.io.grpc.NameResolverProvider with
            io.colonnade.jdbc.shaded.io.grpc.internal.DnsNameResolverProvider;
}
