package dev.dragoman.provider.vertex;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;

/** Where a project's documents are put in order: a service of its own, the same for all locations. */
final class RankingAddress implements Address {

    private static final String BASE = "https://discoveryengine.googleapis.com";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        String project = VertexPlace.of(target).project();
        if (project == null) {
            throw new IllegalArgumentException("vertex_project: missing (expected: a project, for documents are put in"
                    + " order by a project's own credentials)");
        }
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? BASE : told, BASE);
        String version = base.path().endsWith("/v1") ? "" : "/v1";
        return new Endpoint(
                Origin.of(base.uri()),
                base.path() + version + "/projects/" + Percent.encoded(project, VertexAddress.PLAIN)
                        + "/locations/global/rankingConfigs/default_ranking_config:rank",
                Headers.EMPTY);
    }
}
