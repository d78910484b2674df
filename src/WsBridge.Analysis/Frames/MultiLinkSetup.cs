using WsBridge.Dot11;

namespace WsBridge.Analysis.Frames;

/// <summary>A link of a multi-link association.</summary>
/// <param name="Id">Link ID; null where no frame has told it.</param>
/// <param name="Sta">The address of the client on it; null where no frame has told it.</param>
/// <param name="Bssid">The BSSID of the AP on it; null where no frame has told it.</param>
public readonly record struct SetupLink(int? Id, MacAddress? Sta, MacAddress? Bssid);

/// <summary>A client and an AP that associate by multi-link, and their links.</summary>
/// <param name="Client">MLD MAC address of the client.</param>
/// <param name="Ap">MLD MAC address of the AP; null where no frame has told it.</param>
/// <param name="Link">The link on which the client associates.</param>
/// <param name="Links">All that are set up, as far as known: those that the AP refused are left out.</param>
public sealed record MultiLinkSetup(MacAddress Client, MacAddress? Ap, SetupLink Link, IReadOnlyList<SetupLink> Links);
