package dev.dragoman.testkit;

import dev.dragoman.testkit.copilot.CopilotProtocol;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;

/** GitHub Copilot, which answers known editors only, with GitHub's token desk. */
public final class FakeCopilot extends FakeVendor {

    private FakeCopilot(VendorSettings settings) {
        super(new CopilotProtocol(settings), settings);
    }

    /** Starts on a free port of 127.0.0.1, taking the token of any login. */
    public static FakeCopilot start() {
        return start(VendorSettings.DEFAULT);
    }

    /** Starts with these settings. */
    public static FakeCopilot start(VendorSettings settings) {
        return new FakeCopilot(settings);
    }

    /** Where a token is given for that of a login. */
    public String tokenUrl() {
        return baseUrl() + "/copilot_internal/v2/token";
    }
}
