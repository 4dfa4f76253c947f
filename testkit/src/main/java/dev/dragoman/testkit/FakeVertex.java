package dev.dragoman.testkit;

import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.vertex.VertexProtocol;

/** Google's Vertex AI, as strict as the real one, with a server for tokens beside it; the base URL ends with the version. */
public final class FakeVertex extends FakeVendor {

    private final VertexProtocol protocol;

    private FakeVertex(VertexProtocol protocol, VendorSettings settings) {
        super(protocol, settings);
        this.protocol = protocol;
    }

    /** Starts on a free port of 127.0.0.1, taking any token and any model. */
    public static FakeVertex start() {
        return start(VendorSettings.DEFAULT);
    }

    /** Starts with these settings. */
    public static FakeVertex start(VendorSettings settings) {
        return new FakeVertex(new VertexProtocol(settings), settings);
    }

    /** Credentials of a service account that gets its tokens here, as JSON. */
    public String credentials() {
        return protocol.credentials("http://127.0.0.1:" + port());
    }
}
