/** Where the texts behind the rules can be read. */
import type { Law } from "./rule.js";

export const lawAddresses: Readonly<Record<Law, string>> = {
  cn: "https://www.cac.gov.cn/2025-03/14/c_1743654684782215.htm",
  eu: "https://eur-lex.europa.eu/eli/reg/2024/1689/oj",
  "us-ca": "https://leginfo.legislature.ca.gov/",
  "us-ut": "https://le.utah.gov/~2026/bills/static/HB0276.html",
  "us-wa": "https://app.leg.wa.gov/billsummary?BillNumber=1170&Year=2025",
  in: "https://www.meity.gov.in/",
  kr: "https://www.law.go.kr/",
  vn: "https://vanban.chinhphu.vn/",
  ny: "https://www.nysenate.gov/legislation/bills/2025/S8420",
  c2pa: "https://spec.c2pa.org/",
};
