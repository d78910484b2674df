using System.Net;

namespace WsBridge.Keys.Wired;

/// <summary>One end of a UDP flow.</summary>
internal readonly record struct Endpoint(IPAddress Address, int Port);
