declare module 'tunnel/lib/tunnel.js' {
  type TunnelAgent = (options: object) => import('node:http').Agent;
  export const httpOverHttp: TunnelAgent;
  export const httpsOverHttp: TunnelAgent;
}
