/**
 * Arguments of the AWS provider whose names look as if they held a policy document, and which hold none: reviewed, each
 * with what it holds. A new argument of such a name must go here or into the catalogue.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */

/** Names that look like a document. */
export const looksLikeDocument =
  /polic|document|statement|_json$|_body$|desired_state|^content$|^definition$/;

/** Endings that say what it is instead. */
export const endings: readonly (readonly [ending: RegExp, reason: string])[] = [
  [/_(arn|arns|id|url|s3_uri)$/, 'points to a policy or document'],
  [/_(name|names)$/, 'the name of a policy or statement'],
  [/_(type|types|format|language|runtime|hash|version|revision|regions)$/, 'says something about a document'],
  [/_attribute_key$/, 'names a field'],
];

/** Attributes by name, whatever the type; values of a small set unless said otherwise. */
const byName: Readonly<Record<string, readonly string[]>> = {
  'one of a few words that choose a behaviour': [
    'alpn_policy',
    'auto_import_policy',
    'data_deletion_policy',
    'default_policy',
    'delete_propagation_policy',
    'dns_policy',
    'dns_record_client_routing_policy',
    'excess_capacity_termination_policy',
    'filter_policy_scope',
    'full_document',
    'game_server_protection_policy',
    'https_policy',
    'image_pull_policy',
    'new_game_session_protection_policy',
    'origin_protocol_policy',
    'padding_policy',
    'permission_policy',
    'protocol_policy',
    'referrer_policy',
    'routing_policy',
    'scaling_policy_update_behavior',
    'sizing_policy',
    'snapshot_policy',
    'stream_exception_policy',
    'termination_policies',
    'user_context_policy',
    'viewer_protocol_policy',
    'web_app_endpoint_policy',
  ],
  'a set of TLS versions and ciphers': ['security_policy', 'ssl_policy', 'tls_policy', 'tls_security_policy'],
  'the text of an HTTP header': [
    'content_security_policy',
    'routing_http_response_content_security_policy_header_value',
  ],
  'the text of an answer, message or page': ['html_body', 'message_body', 'text_body'],
  'the name of a page of a website': ['error_document', 'index_document'],
  'a certificate or key': ['certificate_body', 'host_key_body'],
  'SAML metadata of an identity provider': ['saml_metadata_document'],
  'a query in SQL': ['query_statement'],
  'the beginning of a statement id that the provider completes': ['statement_id_prefix'],
  'settings in JSON that grant nothing': [
    'configurations_json',
    'dashboard_body',
    'items_json',
    'manifest_json',
    'notification_policy',
    'pipeline_configuration_body',
    'properties_json',
    'rule_json',
    'rules_json',
    'service_json',
  ],
};

/** Attributes whose name is that of a document elsewhere: by type and name. */
const byType: Readonly<Record<string, readonly string[]>> = {
  'the name of an IoT policy': ['aws_iot_policy_attachment policy'],
  'Allow or Block': ['aws_ses_receipt_filter policy'],
  'a state that the resource shall have': [
    'aws_elasticsearch_domain desired_state',
    'aws_opensearch_domain desired_state',
    'aws_pipes_pipe desired_state',
  ],
  'a template of Config rules': [
    'aws_config_conformance_pack template_body',
    'aws_config_organization_conformance_pack template_body',
  ],
  'a definition in the language of its service, or a list of names': [
    'aws_appsync_type definition',
    'aws_bedrock_guardrail definition',
    'aws_networkfirewall_firewall_policy definition',
    'aws_networkfirewall_rule_group definition',
    'aws_prometheus_alert_manager_definition definition',
    'aws_sfn_state_machine definition',
  ],
  'content in the language of its service; a file or parameter may hold anything': [
    'aws_appconfig_configuration_profile content',
    'aws_appconfig_hosted_configuration_version content',
    'aws_connect_contact_flow content',
    'aws_connect_contact_flow_module content',
    'aws_connect_vocabulary content',
    'aws_lex_bot content',
    'aws_lex_intent content',
    'aws_m2_application content',
    'aws_s3_bucket_object content',
    'aws_s3_object content',
    'aws_sagemaker_human_task_ui content',
    'aws_schemas_schema content',
    'aws_ssm_document content',
    'aws_wafv2_rule_group content',
    'aws_wafv2_web_acl content',
  ],
};

/** Every reviewed attribute: its name, or its type and name, to the reason. */
export const reviewed: ReadonlyMap<string, string> = new Map(
  [...Object.entries(byName), ...Object.entries(byType)].flatMap(([reason, names]) =>
    names.map((name) => [name, reason] as const),
  ),
);
