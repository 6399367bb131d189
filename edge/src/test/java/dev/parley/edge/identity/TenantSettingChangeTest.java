package dev.parley.edge.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.edge.directory.TenantSetting;
import dev.parley.schemas.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TenantSettingChangeTest {
    private final Tenant acme = new Tenant("acme", "Acme", List.of(), Map.of("other", "x"), 3L);

    @Test
    void addsASettingAndKeepsTheRest() {
        var changed = TenantProvisioning.with(acme, TenantSetting.SOCKET_ORIGINS, "https://a.example");
        assertEquals(Map.of("other", "x", "socket-origins", "https://a.example"), changed.getSettings());
        assertEquals(4, changed.getRevision());
        assertEquals("Acme", changed.getName());
    }

    @Test
    void takesASettingAwayByAnEmptyValue() {
        var set = TenantProvisioning.with(acme, TenantSetting.SOCKET_ORIGINS, "https://a.example");
        var cleared = TenantProvisioning.with(set, TenantSetting.SOCKET_ORIGINS, " ");
        assertEquals(Map.of("other", "x"), cleared.getSettings());
        assertEquals(5, cleared.getRevision());
    }
}
