// One save on its way: what the server made of it, in one word. "stored" needs JSON with a receipt; a followed redirect has none.

const PATIENCE = 30000;

export async function post(url, fields, { keepalive = false } = {}) {
  const body = new URLSearchParams(fields);
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { Accept: "application/json" },
      body,
      keepalive,
      redirect: "manual",
      signal: keepalive ? undefined : AbortSignal.timeout(PATIENCE),
    });
    const told = await answer.json().catch(() => ({}));
    return { kind: kind(answer.status, told), status: answer.status, told };
  } catch {
    return { kind: "offline", status: 0, told: {} };
  }
}

function kind(status, told) {
  if (status === 200) return told.receipt ? "stored" : "failed";
  if (status === 401) return "signed-out";
  if (status === 403) return "stale";
  if (status === 409) return told.conflict ? "conflict" : told.closed ? "closed" : "failed";
  if (status === 422) return "refused";
  return "failed";
}

// A token for whoever is signed in now, and the name of their sheet: { kind: "fresh", token, sheet }.
export async function freshToken(url) {
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (answer.status === 401) return { kind: "signed-out" };
    return answer.ok ? { kind: "fresh", ...(await answer.json()) } : { kind: "failed" };
  } catch {
    return { kind: "offline" };
  }
}
