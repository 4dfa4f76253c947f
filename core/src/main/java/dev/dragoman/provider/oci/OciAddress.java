package dev.dragoman.provider.oci;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;

/** The service of a region; one path for whole answers and streams. */
final class OciAddress implements Address {

    private static final String EXAMPLE = "https://inference.generativeai.us-chicago-1.oci.oraclecloud.com";
    private static final String VERSION = "/20231130";

    /** Used when nothing names one, as by LiteLLM. */
    private static final String REGION = "us-ashburn-1";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        String action = switch (operation) {
            case CHAT -> "/actions/chat";
            case EMBEDDINGS -> "/actions/embedText";
            default -> throw Address.without(operation, "OCI");
        };
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? regional(target) : told, EXAMPLE);
        String path = base.path().endsWith(action) ? base.path() : base.with(VERSION) + action;
        return new Endpoint(Origin.of(base.uri()), path, Headers.EMPTY);
    }

    private static String regional(Target target) {
        String region = target.setting("oci_region");
        String named = region == null || region.isBlank() ? REGION : region.strip();
        return "https://inference.generativeai." + named + ".oci.oraclecloud.com";
    }
}
