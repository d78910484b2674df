namespace WsBridge.Analysis.Exchanges;

/// <summary>A link of a multi-link association that a client wants to add or to give up, and what the AP answers.</summary>
/// <param name="LinkId">Link ID.</param>
/// <param name="Adds">It is to be added; false: given up.</param>
/// <param name="Status">Status Code; 0 when it is done.</param>
public readonly record struct LinkChange(int LinkId, bool Adds, ushort Status);
