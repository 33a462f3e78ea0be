<?php
// Runs the code that it reads within WordPress and prints what that returns as JSON.

list( $code, $given ) = json_decode( stream_get_contents( STDIN ), true );
$_SERVER['HTTP_HOST'] = parse_url( getenv( 'WORDPRESS_URL' ), PHP_URL_HOST );
if ( getenv( 'WORDPRESS_INSTALL' ) ) {
	define( 'WP_INSTALLING', true );
	/** Otherwise WordPress would write an e-mail. */
	function wp_new_blog_notification() {}
}
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
echo json_encode( eval( $code ) );
