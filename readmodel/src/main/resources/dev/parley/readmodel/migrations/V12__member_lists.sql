-- Milliseconds since 1970, UTC; null for memberships that began before this column.
ALTER TABLE members ADD COLUMN IF NOT EXISTS joined_at BIGINT NULL;
-- Guard of role: seq of the event that set it; 0 = not known, which any event replaces.
ALTER TABLE members ADD COLUMN IF NOT EXISTS role_seq BIGINT NOT NULL DEFAULT 0;
-- The beginning of the name in lower case, by which people are searched.
ALTER TABLE users ADD COLUMN IF NOT EXISTS name_key VARCHAR(64) NOT NULL DEFAULT '';
UPDATE users SET name_key = LOWER(LEFT(name, 64)) WHERE name_key = '';
CREATE INDEX IF NOT EXISTS members_by_role ON members (tenant, conversation, role, is_member, user_id);
CREATE INDEX IF NOT EXISTS users_by_name ON users (tenant, name_key, user_id);
