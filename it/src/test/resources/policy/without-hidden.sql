-- Takes away what no projection shows to a person, as if it had never been there; ":name" is one of the person's facts.
DELETE FROM vault.vt_person
WHERE (:admin OR vt_public OR (vt_tenant = :tenant AND (vt_level <= 3 OR :auditor OR vt_level <= :level))) IS NOT TRUE;

DELETE FROM vault.vt_item
WHERE (:admin OR order_no IN (SELECT no FROM vault."VT_ORDER" WHERE "Tenant" = :tenant)) IS NOT TRUE;

DELETE FROM vault."VT_ORDER" WHERE (:admin OR "Tenant" = :tenant OR shared) IS NOT TRUE;

DELETE FROM annex_store.vt_person WHERE (:admin OR owner IN (:tenant, 'all')) IS NOT TRUE;

DELETE FROM annex_store."VT_ORDER" WHERE (:admin OR owner = :tenant OR owner IS NULL) IS NOT TRUE;
