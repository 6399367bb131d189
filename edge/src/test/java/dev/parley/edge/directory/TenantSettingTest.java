package dev.parley.edge.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TenantSettingTest {
    @Test
    void isFoundByItsName() {
        assertEquals(
                TenantSetting.SOCKET_ORIGINS,
                TenantSetting.find("socket-origins").orElseThrow());
        assertTrue(TenantSetting.find("SOCKET_ORIGINS").isEmpty());
    }

    @Test
    void isEmptyWhereATenantHasNone() {
        assertEquals("", TenantSetting.SOCKET_ORIGINS.of(new Tenant("acme", "Acme", List.of(), Map.of(), 1L)));
    }

    @Test
    void checksItsValue() {
        TenantSetting.SOCKET_ORIGINS.check("https://a.example,https://b.example");
        TenantSetting.SOCKET_ORIGINS.check("");
        for (var bad : List.of("a.example", "https://" + "a".repeat(9_000))) {
            assertThrows(IllegalArgumentException.class, () -> TenantSetting.SOCKET_ORIGINS.check(bad));
        }
    }
}
