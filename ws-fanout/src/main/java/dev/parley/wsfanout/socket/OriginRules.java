package dev.parley.wsfanout.socket;

import dev.parley.edge.directory.Origins;
import dev.parley.edge.directory.TenantDirectory;
import dev.parley.edge.directory.TenantSetting;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;

/**
 * Which web pages may open sockets: those of the node's list and of the tenant's. A request without Origin comes from no browser
 * and passes.
 */
public record OriginRules(Origins ofNode, TenantDirectory tenants) {
    boolean allow(HeaderMap headers) {
        return allow(ofNode, headers);
    }

    boolean allow(String tenant, HeaderMap headers) {
        var setting = tenants.find(tenant).map(TenantSetting.SOCKET_ORIGINS::of).orElse("");
        return allow(Origins.of(setting), headers);
    }

    private static boolean allow(Origins origins, HeaderMap headers) {
        var given = headers.get(Headers.ORIGIN);
        return given == null || given.stream().allMatch(origins::allow);
    }
}
