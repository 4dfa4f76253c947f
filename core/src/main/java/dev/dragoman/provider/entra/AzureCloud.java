package dev.dragoman.provider.entra;

import dev.dragoman.provider.Target;
import org.jspecify.annotations.Nullable;

/**
 * A separate world of Azure, with a login and addresses of its own.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud">Microsoft: National
 *     clouds</a>
 */
enum AzureCloud {
    PUBLIC("https://login.microsoftonline.com", "https://cognitiveservices.azure.com/.default"),
    US_GOVERNMENT("https://login.microsoftonline.us", "https://cognitiveservices.azure.us/.default"),
    CHINA("https://login.partner.microsoftonline.cn", "https://cognitiveservices.azure.cn/.default");

    private final String authority;
    private final String scope;

    AzureCloud(String authority, String scope) {
        this.authority = authority;
        this.scope = scope;
    }

    /** Where its tokens come from. */
    String authority() {
        return authority;
    }

    /** What its tokens are good for. */
    String scope() {
        return scope;
    }

    /** The cloud that the authority names, else the one that the resource is in. */
    static AzureCloud of(Target target) {
        String authority = target.setting("azure_authority_host");
        return authority != null ? named(authority) : named(target.apiBase());
    }

    private static AzureCloud named(@Nullable String address) {
        String host = address == null ? "" : address;
        if (host.contains("microsoftonline.us") || host.contains(".azure.us")) {
            return US_GOVERNMENT;
        }
        return host.contains("microsoftonline.cn") || host.contains("chinacloudapi.cn") || host.contains(".azure.cn")
                ? CHINA
                : PUBLIC;
    }
}
