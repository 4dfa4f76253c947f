package dev.dragoman.gateway.deployment;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out deployments outside the region that a call must be answered in: what the call says, else what the deployment's entry
 * says of the calls that it takes. One of which no region is known is left out as well.
 */
final class RegionScreen implements Screen {

    private static final String ALLOWED = "allowed_model_region";
    private static final List<String> REGIONS =
            List.of("region_name", "aws_region_name", "vertex_location", "watsonx_region_name", "oci_region");

    @Override
    public List<Deployment> keep(
            List<Deployment> candidates, Call call, Source source, ModelTable table, Verdicts verdicts) {
        String asked = call.options().region();
        if (asked == null && !table.settings().router().checks().beforeCalls()) {
            return candidates;
        }
        List<Deployment> kept = new ArrayList<>(candidates.size());
        List<String> reasons = new ArrayList<>(0);
        for (Deployment candidate : candidates) {
            String wanted = asked != null ? asked : candidate.target().setting(ALLOWED);
            String region = region(candidate);
            if (wanted == null || isIn(region, wanted)) {
                kept.add(candidate);
            } else {
                String why = candidate.id() + " is in " + (region == null ? "no region that is known" : region)
                        + ", not in " + wanted;
                reasons.add(why);
                verdicts.leftOut(candidate, "region", why);
            }
        }
        if (kept.isEmpty()) {
            throw new BadRequestException(ErrorDetail.of(
                            "No deployments available for selected model in the region asked" + " for. Passed model="
                                    + candidates.getFirst().group() + ": " + String.join("; ", reasons))
                    .withType("invalid_request_error")
                    .withParam(ALLOWED));
        }
        return kept.size() == candidates.size() ? candidates : kept;
    }

    private static @Nullable String region(Deployment deployment) {
        for (String name : REGIONS) {
            String region = deployment.target().setting(name);
            if (region != null && !region.isBlank()) {
                return region;
            }
        }
        return null;
    }

    /** A region may be named in full or by how it begins: {@code eu} is {@code eu-west-1} and {@code europe-west4}, not {@code eus}. */
    private static boolean isIn(@Nullable String region, String wanted) {
        if (region == null) {
            return false;
        }
        String is = region.toLowerCase(Locale.ROOT);
        String asked = wanted.toLowerCase(Locale.ROOT);
        return is.equals(asked)
                || is.startsWith(asked + "-")
                || asked.equals("eu") && is.startsWith("europe")
                || asked.equals("us")
                        && (is.startsWith("eastus") || is.startsWith("westus") || is.startsWith("centralus"));
    }
}
