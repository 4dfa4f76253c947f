package dev.dragoman.gateway.config;

import dev.dragoman.media.MediaLimits;
import java.util.List;

/**
 * How media at addresses are fetched that a provider cannot read by itself.
 *
 * @param fetch whether they are fetched at all; otherwise addresses are left to providers
 * @param validated whether only public hosts are fetched from
 * @param allowedHosts hosts that are fetched from wherever they are
 * @param limits how much is fetched for one request
 */
public record MediaSettings(boolean fetch, boolean validated, List<String> allowedHosts, MediaLimits limits) {

    /** Fetched from public hosts only. */
    public static final MediaSettings DEFAULTS = new MediaSettings(true, true, List.of(), MediaLimits.DEFAULTS);

    public MediaSettings {
        allowedHosts = List.copyOf(allowedHosts);
    }
}
