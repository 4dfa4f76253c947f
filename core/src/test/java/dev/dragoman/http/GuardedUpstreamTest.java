package dev.dragoman.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dragoman.http.UpstreamException.Kind;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of all clients, as far as it is not about connections that are kept; and the guard. */
final class GuardedUpstreamTest implements UpstreamContract {

    private final Upstream upstream = new GuardedUpstream(AddressFilter.ALL);

    @Override
    public Upstream upstream() {
        return upstream;
    }

    /** Each request has a connection of its own. */
    @Override
    @Test
    public void connectionIsUsedAgain() throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> {
            while (true) {
                connection.request();
                connection.answer("ok");
            }
        })) {
            for (int i = 0; i < 3; i++) {
                ask(upstream, vendor.origin()).close();
            }

            assertThat(vendor.connections()).isEqualTo(3);
        }
    }

    @Test
    void theFilterIsAskedAboutTheAddressThatIsConnectedTo() throws Exception {
        List<String> asked = new ArrayList<>();
        AddressFilter noting = (origin, address) -> asked.add(origin.host() + " at " + address.getHostAddress());
        try (RawVendor vendor = RawVendor.start(connection -> {
            connection.request();
            connection.answer("ok").awaitClose();
        })) {
            Origin named = new Origin(false, "localhost", vendor.origin().port());

            try (UpstreamResponse response = ask(new GuardedUpstream(noting), named)) {
                assertThat(response.readAll(10)).asString().isEqualTo("ok");
            }
        }
        assertThat(asked).contains("localhost at 127.0.0.1");
    }

    @Test
    void whatTheFilterRefusesIsNotConnectedTo() throws Exception {
        try (RawVendor vendor = RawVendor.start(connection -> connection.answer("secret"))) {
            Upstream guarded = new GuardedUpstream((origin, address) -> !address.isLoopbackAddress());

            UpstreamException refused =
                    catchThrowableOfType(UpstreamException.class, () -> ask(guarded, vendor.origin()));

            assertThat(refused.kind()).isEqualTo(Kind.FORBIDDEN);
            assertThat(vendor.connections()).isZero();
        }
    }

    @Test
    void oneForbiddenAddressOfAHostIsEnough() throws Exception {
        InetAddress[] all = InetAddress.getAllByName("localhost");
        Upstream guarded = new GuardedUpstream((origin, address) -> !address.equals(all[all.length - 1]));

        UpstreamException refused =
                catchThrowableOfType(UpstreamException.class, () -> ask(guarded, new Origin(false, "localhost", 1)));

        assertThat(refused.kind()).isEqualTo(Kind.FORBIDDEN);
    }

    private static UpstreamResponse ask(Upstream upstream, Origin origin) {
        return upstream.send(
                new UpstreamRequest("GET", origin, "/", Headers.EMPTY, Body.EMPTY),
                Timeouts.NONE,
                Cancellation.never());
    }
}
