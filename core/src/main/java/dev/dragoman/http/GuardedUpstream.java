package dev.dragoman.http;

import dev.dragoman.http.UpstreamException.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/**
 * An {@link Upstream} for addresses that strangers name: a host is looked up once, a filter is asked about every address that was
 * found, and those very addresses are connected to, which the JDK's HTTP client offers no way to do. When the filter refuses one of
 * them, none is connected to. HTTP/1.1 with a connection of its own for each request, for fetching files now and then. Certificates
 * are checked against the host's name.
 *
 * <p>A virtual thread that is interrupted while it waits gives the request up.
 */
public final class GuardedUpstream implements Upstream {

    private final AddressFilter filter;
    private final SSLSocketFactory tls;

    /** A client that trusts whom the JDK trusts. */
    public GuardedUpstream(AddressFilter filter) {
        this(filter, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** A client whose secure connections come from a factory. */
    public GuardedUpstream(AddressFilter filter, SSLSocketFactory tls) {
        this.filter = filter;
        this.tls = tls;
    }

    @Override
    public UpstreamResponse send(UpstreamRequest request, Timeouts timeouts, Cancellation cancellation) {
        if (cancellation.isCancelled()) {
            throw new UpstreamException(Kind.CANCELLED, "the call to " + request + " was given up");
        }
        List<InetAddress> addresses = allowed(request.origin());
        SocketConnection connection = new SocketConnection(request, timeouts, cancellation);
        try {
            connection.open(addresses, tls);
            return connection.exchange();
        } catch (UpstreamException broken) {
            connection.close();
            throw broken;
        }
    }

    /** Nothing is kept between requests. */
    @Override
    public void close() {}

    private List<InetAddress> allowed(Origin origin) {
        List<InetAddress> addresses = addresses(origin.host());
        if (!addresses.stream().allMatch(address -> filter.allows(origin, address))) {
            throw new UpstreamException(Kind.FORBIDDEN, "host " + origin.host() + " must not be connected to");
        }
        return addresses;
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            throw new UpstreamException(Kind.CONNECT, "host " + host + " is not known", unknown);
        }
    }
}
