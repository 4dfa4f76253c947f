package dev.dragoman.provider.entra;

import dev.dragoman.error.ApiConnectionException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The managed identity of what this runs on: a virtual machine, whose metadata server is asked, or an App Service, Function or
 * Container App, which names a server of its own.
 *
 * @param address the server, with the path and the version of its interface
 * @param headers what proves that a process of this machine asks
 * @param resource what the token is good for
 * @param client the identity where there are several; null for the machine's own
 * @see <a href="https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token">Microsoft:
 *     Tokens on a virtual machine</a>
 * @see <a href="https://learn.microsoft.com/azure/app-service/overview-managed-identity">Microsoft: Identities of App Service</a>
 */
record MachineLogin(
        String address,
        Headers headers,
        String resource,
        @Nullable String client) implements AmbientLogin {

    private static final String METADATA_SERVER = "http://169.254.169.254";
    private static final String METADATA_PATH = "/metadata/identity/oauth2/token?api-version=2018-02-01";
    private static final String SERVICE_VERSION = "?api-version=2019-08-01";
    private static final String EVERYTHING = "/.default";

    static MachineLogin of(Target target) {
        String endpoint = target.setting("IDENTITY_ENDPOINT");
        String header = target.setting("IDENTITY_HEADER");
        String host = target.setting("AZURE_POD_IDENTITY_AUTHORITY_HOST");
        String client = target.setting("client_id");
        String scope = EntraLogin.scope(target);
        String resource = scope.endsWith(EVERYTHING) ? scope.substring(0, scope.length() - EVERYTHING.length()) : scope;
        if (endpoint != null && header != null) {
            return new MachineLogin(
                    endpoint + SERVICE_VERSION, Headers.of("x-identity-header", header), resource, client);
        }
        return new MachineLogin(
                (host == null ? METADATA_SERVER : host) + METADATA_PATH,
                Headers.of("metadata", "true"),
                resource,
                client);
    }

    @Override
    public String id() {
        return "machine " + address + " " + resource + " " + client;
    }

    @Override
    public Tokens.Token fetch(Upstream upstream, InstantSource clock) {
        IdentityCall.Answered answered;
        try {
            answered = new IdentityCall(request(), "Azure's machine").ask(upstream);
        } catch (UpstreamException nobody) {
            throw missing(nobody);
        }
        if (isPassing(answered.status())) {
            throw new ApiConnectionException(ErrorDetail.of("Azure's machine gives no token for the moment (status "
                            + answered.status() + "): " + answered.reason())
                    .at("azure", null));
        }
        return answered.token(clock.instant());
    }

    /** What the server answers while it starts, is renewed or is asked too often. */
    private static boolean isPassing(int status) {
        return status == 404 || status == 410 || status == 429 || status >= 500;
    }

    private UpstreamRequest request() {
        URI uri = uri();
        String query = uri.getRawQuery() + "&resource=" + encoded(resource)
                + (client == null ? "" : "&client_id=" + encoded(client));
        return new UpstreamRequest(
                "GET",
                Origin.of(uri),
                uri.getRawPath() + "?" + query,
                headers.toBuilder().set("accept", "application/json").build(),
                Body.EMPTY);
    }

    private URI uri() {
        try {
            URI uri = URI.create(address);
            Origin.of(uri);
            return uri;
        } catch (IllegalArgumentException wrong) {
            throw new AuthenticationException(
                    ErrorDetail.of("the identity server " + address + " (expected: an address, in IDENTITY_ENDPOINT or"
                                    + " AZURE_POD_IDENTITY_AUTHORITY_HOST)")
                            .at("azure", null),
                    401,
                    wrong);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static AuthenticationException missing(UpstreamException nobody) {
        return new AuthenticationException(
                ErrorDetail.of("no credentials for Azure, and no machine of Azure to ask for them: "
                                + nobody.getMessage()
                                + " (expected: api_key or AZURE_API_KEY, azure_ad_token, tenant_id"
                                + " with client_id and client_secret, or a machine or workload with an identity)")
                        .at("azure", null),
                401,
                nobody);
    }

    /** No secret in here. */
    @Override
    public String toString() {
        return id();
    }
}
