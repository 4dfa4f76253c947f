package dev.dragoman.testkit;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.sap.SapProtocol;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;
import tools.jackson.databind.node.ObjectNode;

/** SAP AI Core with one orchestration, as strict as SAP's SDK. */
public final class FakeSap extends FakeVendor {

    private final String secret;

    private FakeSap(VendorSettings settings) {
        super(new SapProtocol(settings), settings);
        this.secret = settings.requiredKey().orElse("secret");
    }

    /** Starts on a free port of 127.0.0.1 with any model. */
    public static FakeSap start() {
        return start(VendorSettings.DEFAULT);
    }

    /** Starts with these settings; the key is the secret of the client. */
    public static FakeSap start(VendorSettings settings) {
        return new FakeSap(settings);
    }

    /** The service key as SAP's cockpit shows it. */
    public String serviceKey() {
        ObjectNode key = Json.object()
                .put("clientid", SapProtocol.CLIENT)
                .put("clientsecret", secret)
                .put("url", baseUrl());
        key.putObject("serviceurls").put("AI_API_URL", baseUrl());
        return Json.text(key);
    }
}
