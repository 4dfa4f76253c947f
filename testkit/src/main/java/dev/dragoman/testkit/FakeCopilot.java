package dev.dragoman.testkit;

import dev.dragoman.testkit.copilot.CopilotProtocol;
import dev.dragoman.testkit.vendor.FakeVendor;
import dev.dragoman.testkit.vendor.VendorSettings;

/** GitHub Copilot, which answers known editors only, with GitHub's token desk. */
public final class FakeCopilot extends FakeVendor {

    private final CopilotProtocol protocol;

    private FakeCopilot(CopilotProtocol protocol, VendorSettings settings) {
        super(protocol, settings);
        this.protocol = protocol;
    }

    /** Starts on a free port of 127.0.0.1, taking the token of any login. */
    public static FakeCopilot start() {
        return start(VendorSettings.DEFAULT);
    }

    /** Starts with these settings. */
    public static FakeCopilot start(VendorSettings settings) {
        return new FakeCopilot(new CopilotProtocol(settings), settings);
    }

    /** Where a token is given for that of a login. */
    public String tokenUrl() {
        return baseUrl() + "/copilot_internal/v2/token";
    }

    /** Where a login on another device begins. */
    public String deviceCodeUrl() {
        return baseUrl() + "/login/device/code";
    }

    /** Where the token of such a login is given. */
    public String accessTokenUrl() {
        return baseUrl() + "/login/oauth/access_token";
    }

    /** What the user does who was asked to log in: {@code granted}, or one of GitHub's errors. */
    public void login(String outcome) {
        protocol.login(outcome);
    }
}
