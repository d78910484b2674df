using System.Net;

namespace WsBridge.Capture.Wired;

/// <summary>One end of a flow; the port is 0 where there are none.</summary>
public readonly record struct Endpoint(IPAddress Address, int Port);
